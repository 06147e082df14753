package dev.landfall.runner.session;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.config.RunnerSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where the enrolment token comes from: a file or the environment, never the command line, which others can see. */
public final class EnrolmentToken {

    private static final int MAX_BYTES = 4096;

    private EnrolmentToken() {}

    /**
     * @throws LandfallException INVALID when neither or both are given, or the file cannot be read
     */
    public static String from(Map<String, String> environment) {
        var text = environment.getOrDefault(RunnerSetting.ENROLMENT_TOKEN.variable(), "");
        var file = environment.getOrDefault(RunnerSetting.ENROLMENT_TOKEN_FILE.variable(), "");
        if (text.isBlank() == file.isBlank()) {
            throw LandfallException.invalid(
                    "Registration needs one enrolment token: put it into a file and name that in "
                            + RunnerSetting.ENROLMENT_TOKEN_FILE.variable() + ", or set "
                            + RunnerSetting.ENROLMENT_TOKEN.variable() + ".");
        }
        return text.isBlank() ? read(Path.of(file)) : text.strip();
    }

    /** The token in a file, without white space around it. */
    public static String read(Path file) {
        try {
            if (Files.size(file) <= MAX_BYTES) {
                var token = Files.readString(file).strip();
                if (!token.isEmpty()) {
                    return token;
                }
            }
            throw LandfallException.invalid("The file " + file + " does not hold an enrolment token.");
        } catch (IOException e) {
            throw new LandfallException(
                    dev.landfall.protocol.error.ErrorKind.INVALID,
                    "The enrolment token could not be read from " + file + ": " + e.getMessage() + ".",
                    e);
        }
    }
}
