package dev.landfall.cli.completion;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Writes the completion script of fish (https://fishshell.com/docs/current/completions.html): one {@code complete} line
 * per command and option, valid after the words that lead to it.
 */
final class FishCompletion {

    private static final String PRELUDE = """
            function __PROGRAM_at
                set -l words
                for word in (commandline -opc)[2..-1]
                    string match -q -- '-*' $word; or set -a words $word
                end
                set -l count (count $argv)
                test $count -eq 0; and test (count $words) -eq 0; and return 0
                test $count -eq 0; and return 1
                test (count $words) -ge $count; and test "$words[1..$count]" = "$argv"
            end
            complete -c PROGRAM -f
            """;

    private final String program;
    private final StringBuilder script = new StringBuilder();

    private FishCompletion(String program) {
        this.program = program;
    }

    static String script(String program, CommandLine root) {
        var completion = new FishCompletion(program);
        completion.script.append(PRELUDE.replace("PROGRAM", program));
        completion.command("", root.getCommandSpec());
        return completion.script.toString();
    }

    private void command(String path, CommandSpec spec) {
        distinct(spec.subcommands()).forEach((name, child) -> {
            line(path, "-f -a " + quoted(name) + description(summary(child.getCommandSpec())));
            command(path.isEmpty() ? name : path + " " + name, child.getCommandSpec());
        });
        spec.options().stream().filter(option -> !option.hidden()).forEach(option -> option(path, option));
    }

    private void option(String path, OptionSpec option) {
        var names = new StringBuilder();
        for (var name : option.names()) {
            names.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        var value = option.arity().max() > 0 ? " -r" : "";
        line(path, names.substring(1) + value + values(option) + description(first(option.description())));
    }

    private void line(String path, String rest) {
        script.append("complete -c ")
                .append(program)
                .append(" -n ")
                .append(quoted("__" + program + "_at " + path))
                .append(' ')
                .append(rest)
                .append('\n');
    }

    private static String values(OptionSpec option) {
        if (!option.type().isEnum()) {
            return "";
        }
        var words = new StringBuilder();
        for (var constant : option.type().getEnumConstants()) {
            words.append(words.isEmpty() ? "" : " ")
                    .append(constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        return " -f -a " + quoted(words.toString());
    }

    private static Map<String, CommandLine> distinct(Map<String, CommandLine> subcommands) {
        var commands = new LinkedHashMap<String, CommandLine>();
        subcommands.values().forEach(child -> commands.put(child.getCommandName(), child));
        return commands;
    }

    private static String summary(CommandSpec spec) {
        return first(spec.usageMessage().description());
    }

    private static String first(String[] lines) {
        return lines.length == 0 ? "" : lines[0];
    }

    private static String description(String text) {
        return text.isEmpty() ? "" : " -d " + quoted(text);
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
