package dev.landfall.runner.config;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.isolation.Isolation;
import dev.landfall.runner.isolation.UserRange;
import dev.landfall.runner.tool.TerraformChoice;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads settings one by one and collects what is wrong with them. Values of secret settings are never quoted. */
final class SettingReader {

    private static final Duration SHORTEST_UPTIME = Duration.ofHours(1);

    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();

    SettingReader(Map<String, String> environment) {
        this.environment = environment;
        new TreeMap<>(environment).keySet().forEach(this::checkKnown);
    }

    Path home() {
        return Path.of(environment.getOrDefault("HOME", "/var/lib"));
    }

    String text(RunnerSetting setting, String otherwise) {
        var value = environment.get(setting.variable());
        return value == null || value.isBlank() ? otherwise : value.strip();
    }

    @Nullable URI uri(RunnerSetting setting) {
        var value = text(setting, "");
        if (value.isEmpty()) {
            return null;
        }
        try {
            return ServerAddress.parse(value);
        } catch (LandfallException e) {
            problems.add(setting.variable() + ": " + e.publicMessage());
            return null;
        }
    }

    IdentitySettings identity() {
        return new IdentityReader(this, problems).read();
    }

    NoticeSettings notices() {
        var identity = text(RunnerSetting.IDENTITY, "");
        var usual = identity.equals("aws") || identity.equals("azure") ? identity : "none";
        var from = switch (text(RunnerSetting.NOTICES, usual)) {
            case "none" -> NoticeSettings.From.NONE;
            case "aws" -> NoticeSettings.From.AWS;
            case "azure" -> NoticeSettings.From.AZURE;
            default -> {
                problems.add(RunnerSetting.NOTICES.variable() + " must be aws, azure or none.");
                yield NoticeSettings.From.NONE;
            }
        };
        return new NoticeSettings(from, seconds(RunnerSetting.SCALE_IN_SECONDS, 30, 7200, 120));
    }

    TerraformChoice terraform(RunnerSetting setting) {
        try {
            return TerraformChoice.parse(text(setting, setting.defaultValue()));
        } catch (LandfallException e) {
            problems.add(setting.variable() + ": " + e.publicMessage());
            return TerraformChoice.ANY;
        }
    }

    Isolation.Scope isolate(RunnerSetting setting) {
        var value = text(setting, setting.defaultValue());
        return switch (value) {
            case "identity" -> Isolation.Scope.IDENTITY;
            case "all" -> Isolation.Scope.ALL;
            default -> {
                problems.add(setting.variable() + " is '" + value + "': use identity or all.");
                yield Isolation.Scope.ALL;
            }
        };
    }

    UserRange users(RunnerSetting setting) {
        try {
            return UserRange.parse(text(setting, setting.defaultValue()));
        } catch (LandfallException e) {
            problems.add(setting.variable() + ": " + e.publicMessage());
            return UserRange.USUAL;
        }
    }

    int number(RunnerSetting setting, int min, int max, int otherwise) {
        var value = text(setting, "");
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the same sentence serves both
        }
        problems.add(setting.variable() + " is '" + value + "': give a whole number from " + min + " to " + max + ".");
        return otherwise;
    }

    Duration seconds(RunnerSetting setting, int min, int max, int otherwise) {
        return Duration.ofSeconds(number(setting, min, max, otherwise));
    }

    /** Zero, or an hour to a year: what ends more often does not work. */
    Duration uptime(RunnerSetting setting) {
        var uptime = seconds(setting, 0, 366 * 86_400, 0);
        if (!uptime.isZero() && uptime.compareTo(SHORTEST_UPTIME) < 0) {
            problems.add(setting.variable() + " is " + uptime.toSeconds() + ": give 0 (never) or at least "
                    + SHORTEST_UPTIME.toSeconds() + ".");
        }
        return uptime;
    }

    Path path(RunnerSetting setting, Path otherwise) {
        var value = text(setting, "");
        try {
            return (value.isEmpty() ? otherwise : inHome(value))
                    .toAbsolutePath()
                    .normalize();
        } catch (InvalidPathException e) {
            problems.add(setting.variable() + " is '" + value + "': that is not a path.");
            return otherwise;
        }
    }

    /** The environment apart from the runner's own settings. */
    Map<String, String> others() {
        var others = new TreeMap<>(environment);
        others.keySet().removeIf(name -> name.startsWith(RunnerSetting.PREFIX));
        return others;
    }

    void requireNoProblems() {
        if (problems.size() == 1) {
            throw LandfallException.invalid("The runner's settings are wrong: " + problems.getFirst());
        }
        if (!problems.isEmpty()) {
            throw LandfallException.invalid(
                    "The runner's settings have " + problems.size() + " mistakes:\n  " + String.join("\n  ", problems),
                    problems);
        }
    }

    private Path inHome(String value) {
        return value.startsWith("~/") ? home().resolve(value.substring(2)) : Path.of(value);
    }

    private void checkKnown(String variable) {
        if (variable.startsWith(RunnerSetting.PREFIX)
                && RunnerSetting.of(variable).isEmpty()) {
            problems.add(variable + " is not a setting of the runner. The settings are listed in"
                    + " docs/configuration.md.");
        }
    }
}
