package dev.landfall.runner.policy;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.identity.JobOperation;
import dev.landfall.protocol.job.ActionWork;
import dev.landfall.protocol.job.CiWork;
import dev.landfall.protocol.job.EvaluateWork;
import dev.landfall.protocol.job.HealthCheckWork;
import dev.landfall.protocol.job.ShutdownWork;
import dev.landfall.protocol.job.TerraformWork;
import dev.landfall.protocol.job.UpdateWork;
import dev.landfall.protocol.job.VmShutdownWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * Reads {@code policy.toml}:
 *
 * <pre>
 * kinds = ["terraform", "action", "evaluate", "ci"]
 * repositories = ["https://github.com/acme/*"]
 *
 * [terraform]
 * operations = ["plan", "apply", "destroy"]
 *
 * [[windows]]
 * days = ["mon", "tue", "wed", "thu", "fri"]
 * from = "08:00"
 * to = "17:00"
 *
 * [roles]
 * maintenance = ["arn:aws:iam::123456789012:role/acme-maintenance"]
 *
 * [update]
 * versions = ["1.*"]
 * </pre>
 *
 * Every part may be left out. Anything that is not understood is a mistake, because it may have been meant to forbid.
 */
public final class PolicyFile {

    /** Its name in the runner's folder. */
    public static final String NAME = "policy.toml";

    private static final long MAX_BYTES = 256 << 10;
    private static final Set<String> KINDS = Set.of(
            TerraformWork.KIND,
            ActionWork.KIND,
            EvaluateWork.KIND,
            CiWork.KIND,
            HealthCheckWork.KIND,
            ShutdownWork.KIND,
            UpdateWork.KIND,
            VmShutdownWork.KIND);

    private final Path file;
    private final List<String> problems = new ArrayList<>();

    private PolicyFile(Path file) {
        this.file = file;
    }

    /**
     * The policy in that file; everything is allowed when there is none.
     *
     * @throws LandfallException INVALID with file and line of every mistake
     */
    public static Policy read(Path file) {
        return Files.exists(file) ? new PolicyFile(file).parse() : Policy.ALLOW_ALL;
    }

    private Policy parse() {
        var toml = Toml.parse(text());
        toml.errors().forEach(error -> problem(error.position(), String.valueOf(error.getMessage())));
        requireNoProblems();
        known(toml, "kinds", "repositories", "terraform", "windows", "roles", "update", "unisolated");
        var policy = new Policy(
                strings(toml, "kinds").map(this::kinds).orElse(null),
                table(toml, "terraform").flatMap(this::operations).orElse(null),
                strings(toml, "repositories")
                        .map(texts -> texts.stream()
                                .map(text -> AddressPattern.of(text.value()))
                                .toList())
                        .orElse(null),
                windows(toml),
                table(toml, "roles").map(this::roles).orElse(null),
                table(toml, "update").flatMap(this::versions).orElse(null),
                flag(toml, "unisolated"));
        requireNoProblems();
        return policy;
    }

    private String text() {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw LandfallException.invalid("The policy " + file + " is longer than " + MAX_BYTES + " bytes.");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new LandfallException(
                    dev.landfall.protocol.error.ErrorKind.INVALID,
                    "The policy " + file + " exists but cannot be read: " + e.getMessage()
                            + ". Let the runner's user read it, or remove it to allow everything.",
                    e);
        }
    }

    private Set<String> kinds(List<Text> texts) {
        for (var text : texts) {
            if (!KINDS.contains(text.value())) {
                problem(
                        text.position(),
                        "'" + text.value() + "' is not a kind of job; kinds are "
                                + KINDS.stream().sorted().toList() + ".");
            }
        }
        return texts.stream().map(Text::value).collect(Collectors.toSet());
    }

    private Optional<Set<Policy.TerraformOperation>> operations(TomlTable terraform) {
        known(terraform, "operations");
        return strings(terraform, "operations").map(texts -> {
            var operations = new HashSet<Policy.TerraformOperation>();
            for (var text : texts) {
                Arrays.stream(Policy.TerraformOperation.values())
                        .filter(operation -> Policy.name(operation).equals(text.value()))
                        .findFirst()
                        .ifPresentOrElse(
                                operations::add,
                                () -> problem(
                                        text.position(),
                                        "'" + text.value() + "' is not an operation; use plan, apply or destroy."));
            }
            return operations;
        });
    }

    private Optional<List<AddressPattern>> versions(TomlTable update) {
        known(update, "versions");
        return strings(update, "versions")
                .map(texts -> texts.stream()
                        .map(text -> AddressPattern.of(text.value()))
                        .toList());
    }

    private Map<JobOperation, List<AddressPattern>> roles(TomlTable table) {
        var roles = new HashMap<JobOperation, List<AddressPattern>>();
        for (var name : table.keySet()) {
            var key = List.of(name);
            try {
                var operation = new JobOperation(name);
                strings(table, key)
                        .ifPresent(texts -> roles.put(
                                operation,
                                texts.stream()
                                        .map(text -> AddressPattern.of(text.value()))
                                        .toList()));
            } catch (LandfallException e) {
                problem(table.inputPositionOf(key), e.publicMessage());
            }
        }
        return roles;
    }

    private boolean flag(TomlTable toml, String key) {
        var value = toml.get(key);
        if (value != null && !(value instanceof Boolean)) {
            problem(toml.inputPositionOf(key), "'" + key + "' is true or false.");
        }
        return Boolean.TRUE.equals(value);
    }

    private @Nullable List<TimeWindow> windows(TomlTable toml) {
        if (!toml.contains("windows")) {
            return null;
        }
        var windows = new ArrayList<TimeWindow>();
        if (toml.get("windows") instanceof TomlArray array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.get(i) instanceof TomlTable window) {
                    window(window, array.inputPositionOf(i)).ifPresent(windows::add);
                } else {
                    problem(array.inputPositionOf(i), "a window is a table: write [[windows]] above its keys.");
                }
            }
        } else {
            problem(toml.inputPositionOf("windows"), "windows are tables: write [[windows]] above each one's keys.");
        }
        return windows;
    }

    private Optional<TimeWindow> window(TomlTable window, @Nullable TomlPosition position) {
        known(window, "days", "from", "to");
        var days = strings(window, "days").map(this::days).orElse(Set.of(DayOfWeek.values()));
        var from = time(window, "from", position);
        var to = time(window, "to", position);
        return from.flatMap(start -> to.map(end -> new TimeWindow(days, start, end)));
    }

    private Set<DayOfWeek> days(List<Text> texts) {
        var days = new HashSet<DayOfWeek>();
        for (var text : texts) {
            Arrays.stream(DayOfWeek.values())
                    .filter(day -> TimeWindow.shortName(day).equals(text.value().toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .ifPresentOrElse(
                            days::add,
                            () -> problem(
                                    text.position(),
                                    "'" + text.value() + "' is not a day; use mon, tue, wed, thu, fri, sat, sun."));
        }
        return days;
    }

    private Optional<LocalTime> time(TomlTable table, String key, @Nullable TomlPosition position) {
        var value = table.get(key);
        try {
            if (value instanceof LocalTime time) {
                return Optional.of(time);
            }
            if (value instanceof String text) {
                return Optional.of(LocalTime.parse(text));
            }
        } catch (DateTimeParseException e) {
            // the same sentence serves both
        }
        var at = table.inputPositionOf(key);
        problem(at == null ? position : at, "a window needs '" + key + "' as a time of day in UTC, such as \"08:00\".");
        return Optional.empty();
    }

    private Optional<TomlTable> table(TomlTable parent, String key) {
        var value = parent.get(key);
        if (value == null || value instanceof TomlTable) {
            return Optional.ofNullable((TomlTable) value);
        }
        problem(parent.inputPositionOf(key), "'" + key + "' is a table: write [" + key + "] above its keys.");
        return Optional.empty();
    }

    private Optional<List<Text>> strings(TomlTable table, String key) {
        return strings(table, List.of(key));
    }

    private Optional<List<Text>> strings(TomlTable table, List<String> key) {
        var value = table.get(key);
        if (value == null) {
            return Optional.empty();
        }
        var texts = new ArrayList<Text>();
        if (value instanceof TomlArray array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.get(i) instanceof String text) {
                    texts.add(new Text(text, array.inputPositionOf(i)));
                } else {
                    problem(array.inputPositionOf(i), "'" + key.getLast() + "' is a list of texts.");
                }
            }
        } else {
            problem(table.inputPositionOf(key), "'" + key.getLast() + "' is a list of texts.");
        }
        return Optional.of(texts);
    }

    private void known(TomlTable table, String... keys) {
        for (var key : table.keySet()) {
            if (!List.of(keys).contains(key)) {
                problem(
                        table.inputPositionOf(List.of(key)),
                        "'" + key + "' is not a key of a policy here; use " + String.join(", ", keys) + ".");
            }
        }
    }

    private void problem(@Nullable TomlPosition position, String text) {
        var line = position == null ? "" : ":" + position.line() + ":" + position.column();
        problems.add(file + line + ": " + text);
    }

    private void requireNoProblems() {
        if (!problems.isEmpty()) {
            throw LandfallException.invalid(
                    "The runner does not start because its policy has mistakes:\n  " + String.join("\n  ", problems),
                    problems);
        }
    }

    private record Text(String value, @Nullable TomlPosition position) {}
}
