package dev.landfall.formats.ci;

import dev.landfall.formats.duration.GoDuration;
import dev.landfall.formats.problem.Nearest;
import dev.landfall.formats.problem.Problems;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one definition in the event shape: name, triggers, paths, job, environment. */
final class JobFile {

    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,100}");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,200}");
    private static final List<String> UNSUPPORTED = List.of(
            "image",
            "capabilities",
            "for_each",
            "item_var",
            "source",
            "checkout",
            "code_dir",
            "job_dir",
            "command_prefix");
    private static final List<String> IGNORED = List.of(
            "priority",
            "resources",
            "cpu_limit",
            "memory_limit",
            "run_as",
            "run_local",
            "disable_run_local",
            "worker_class",
            "characteristics",
            "image_pull_secrets",
            "raw_command");
    private static final List<String> UNDER_JOB =
            List.of("command", "timeout", "timeout_seconds", "working_dir", "depends_on", "condition", "image");

    private final String path;
    private final Problems problems;

    JobFile(String path, Problems problems) {
        this.path = path;
        this.problems = problems;
    }

    /** Empty after a problem. */
    Optional<CiJob> read(byte[] bytes) {
        return new YamlFile(path, problems).read(bytes).flatMap(this::job);
    }

    private Optional<CiJob> job(YamlTable file) {
        var before = problems.count();
        var name = file.requiredText("name").orElse("");
        var description = file.text("description").orElse(null);
        var filters = new FilterFields(problems);
        var triggers = filters.triggers(file);
        var paths = filters.paths(file);
        var environment = environment(file);
        UNDER_JOB.forEach(key -> file.misplaced(key, "job"));
        file.require("job", "'job' is missing: a map with at least 'command'.");
        var job = file.table("job").map(table -> body(name, description, triggers, paths, environment, table, file));
        file.end();
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            problems.add(file.at("name"), "A job's name has 1 to 100 characters on one line.");
        }
        return problems.count() == before ? job : Optional.empty();
    }

    private CiJob body(
            String name,
            @Nullable String description,
            Triggers triggers,
            PathFilter paths,
            SortedMap<String, String> environment,
            YamlTable job,
            YamlTable file) {
        var command = command(job);
        environment.putAll(environment(job));
        var directory =
                job.text("working_dir").map(text -> directory(job, text)).orElse(null);
        var timeout = timeout(job);
        var dependsOn = job.texts("depends_on");
        var condition = condition(job);
        job.unsupported(
                UNSUPPORTED,
                "this version runs jobs as processes of the runner, in a checkout of the commit. Remove it.");
        job.ignored(IGNORED, "jobs run as processes of the runner.");
        job.end();
        return new CiJob(
                name,
                description,
                triggers,
                paths,
                command,
                directory,
                timeout,
                dependsOn,
                condition,
                environment,
                file.at("name"));
    }

    private String command(YamlTable job) {
        job.require("command", "'job.command' is missing: a text or a list of lines for the shell.");
        var before = problems.count();
        var command = String.join("\n", job.texts("command"));
        if (command.isBlank() && job.has("command") && problems.count() == before) {
            problems.add(job.at("command"), "'job.command' is empty.");
        }
        return command;
    }

    private SortedMap<String, String> environment(YamlTable table) {
        var environment = new TreeMap<String, String>();
        table.table("environment")
                .ifPresent(variables -> variables.texts().forEach((name, value) -> {
                    checkVariable(variables, name, value);
                    environment.put(name, value);
                }));
        return environment;
    }

    private void checkVariable(YamlTable variables, String name, String value) {
        if (!VARIABLE.matcher(name).matches()) {
            problems.add(variables.at(name), "'" + name + "' is not a name of an environment variable.");
        }
        var left = CiReference.IN_TEXT.matcher(value).replaceAll("");
        if (left.contains("${secret:") || left.contains("${env:")) {
            problems.add(
                    variables.at(name),
                    "The value of '" + name
                            + "' has a reference that cannot be read; write ${secret:path:key} or ${env:NAME}.");
        }
    }

    private String directory(YamlTable job, String text) {
        var plain = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        if (plain.startsWith("/")
                || plain.isEmpty()
                || plain.indexOf('\\') >= 0
                || Arrays.asList(plain.split("/", -1)).contains("..")) {
            problems.add(
                    job.at("working_dir"),
                    "'job.working_dir' is a directory of the repository: relative and without '..'.");
        }
        return plain;
    }

    private Duration timeout(YamlTable job) {
        if (job.has("timeout") && job.has("timeout_seconds")) {
            problems.add(job.at("timeout_seconds"), "'job.timeout' and 'job.timeout_seconds' say the same; keep one.");
        }
        var key = job.has("timeout") ? "timeout" : "timeout_seconds";
        return job.text(key).map(text -> timeout(job, key, text)).orElse(CiJob.DEFAULT_TIMEOUT);
    }

    private Duration timeout(YamlTable job, String key, String text) {
        var duration = GoDuration.parse(text.chars().allMatch(Character::isDigit) ? text + "s" : text);
        if (duration.isEmpty()
                || duration.get().compareTo(Duration.ofSeconds(1)) < 0
                || duration.get().compareTo(CiJob.MAX_TIMEOUT) > 0) {
            problems.add(
                    job.at(key),
                    "'job." + key
                            + "' is not a time from 1 second to 24 hours; write seconds (600) or a duration (10m, 1h30m).");
            return CiJob.DEFAULT_TIMEOUT;
        }
        return duration.get();
    }

    private CiJob.Condition condition(YamlTable job) {
        var text = job.text("condition").orElse("all_success").strip();
        return CiJob.Condition.parse(text).orElseGet(() -> {
            problems.add(
                    job.at("condition"),
                    "'" + text + "' is not a condition" + Nearest.hint(text, CiJob.Condition.SPELLINGS));
            return CiJob.Condition.ALL_SUCCESS;
        });
    }
}
