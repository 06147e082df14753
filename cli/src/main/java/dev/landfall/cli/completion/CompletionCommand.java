package dev.landfall.cli.completion;

import dev.landfall.cli.invocation.Invocation;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code landfall completion SHELL}. */
@Command(
        name = "completion",
        description = "Print the completion script of a shell.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(landfall completion bash)",
            "  landfall completion zsh > ~/.landfall-completion.zsh   # and source it from ~/.zshrc",
            "  landfall completion fish > ~/.config/fish/completions/landfall.fish"
        })
public final class CompletionCommand implements Callable<Integer> {

    private final Invocation invocation;
    private final Function<Invocation, CommandLine> wholeTree;

    @Parameters(index = "0", paramLabel = "bash|zsh|fish", description = "The shell.")
    CompletionShell shell = CompletionShell.BASH;

    /**
     * @param wholeTree makes the complete command tree
     */
    public CompletionCommand(Invocation invocation, Function<Invocation, CommandLine> wholeTree) {
        this.invocation = invocation;
        this.wholeTree = wholeTree;
    }

    @Override
    public Integer call() {
        var root = wholeTree.apply(invocation);
        var script = switch (shell) {
            case BASH, ZSH -> AutoComplete.bash("landfall", root);
            case FISH -> FishCompletion.script("landfall", root);
        };
        invocation.output().raw(script);
        return 0;
    }
}
