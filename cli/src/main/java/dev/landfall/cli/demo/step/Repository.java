package dev.landfall.cli.demo.step;

import dev.landfall.cli.demo.stage.Programs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The git repository of the story: a bare one that is pushed to, and a checkout. */
public final class Repository {

    private static final Map<String, String> AUTHOR = Map.of(
            "GIT_AUTHOR_NAME", "Demo",
            "GIT_AUTHOR_EMAIL", "demo@example.com",
            "GIT_COMMITTER_NAME", "Demo",
            "GIT_COMMITTER_EMAIL", "demo@example.com",
            "GIT_CONFIG_GLOBAL", "/dev/null",
            "GIT_CONFIG_NOSYSTEM", "1",
            "GIT_TERMINAL_PROMPT", "0");

    private final Path checkout;
    private final Path origin;

    public Repository(Path folder) {
        this.checkout = folder.resolve("checkout");
        this.origin = folder.resolve("ci-example.git");
    }

    /** Where it is pushed to and cloned from. */
    String address() {
        return origin.toString();
    }

    Path checkout() {
        return checkout;
    }

    /** Makes the bare repository and turns the checkout into one of it. */
    void create() {
        git(checkout, "init", "--quiet", "--bare", "--initial-branch=main", origin.toString());
        git(checkout, "init", "--quiet", "--initial-branch=main");
        git(checkout, "remote", "add", "origin", origin.toString());
    }

    /** Commits everything and pushes it; gives the commit's id. */
    String commitAndPush(String message) {
        git(checkout, "add", "--all");
        git(checkout, "commit", "--quiet", "--message", message);
        git(checkout, "push", "--quiet", "origin", "main");
        return git(checkout, "rev-parse", "HEAD");
    }

    private static String git(Path folder, String... arguments) {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return Programs.run(folder, AUTHOR, command);
    }
}
