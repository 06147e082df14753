package dev.landfall.runner.tool;

import dev.landfall.protocol.error.LandfallException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Compares the version that a config asks for with the one that is installed: major and minor number must agree. */
public final class VersionRule {

    private static final Pattern WANTED = Pattern.compile("v?(\\d+)\\.(\\d+)(\\.\\d+.*)?");

    private VersionRule() {}

    /**
     * @param wanted such as {@code 1.11.4} or {@code 1.11}
     * @return a notice when just the patch numbers differ
     * @throws LandfallException INVALID when the wanted text is no version, or another major.minor is installed
     */
    public static Optional<String> check(String wanted, Tool installed) {
        var matcher = WANTED.matcher(wanted.strip());
        if (!matcher.matches()) {
            throw LandfallException.invalid("The config asks for " + installed.name() + " version '" + wanted
                    + "', which is no version: write one such as 1.11.4.");
        }
        var series = matcher.group(1) + "." + matcher.group(2);
        if (!installed.version().startsWith(series + ".")) {
            throw LandfallException.invalid("The config asks for " + installed.name() + " " + wanted
                    + " and this runner has " + installed.version() + ": install " + series
                    + ".x on the runner, or change the version in the config.");
        }
        var exact = matcher.group(3) == null || installed.version().equals(series + matcher.group(3));
        return exact
                ? Optional.empty()
                : Optional.of("The config asks for " + installed.name() + " " + wanted + "; running with "
                        + installed.version() + ", which differs in the patch number only.");
    }
}
