package dev.landfall.runner.fitness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * {@code unfit} in the runner's work folder is there while the machine can take no job, for whoever asks on this machine, such as
 * the answer to a scale set's question. Otherwise it is called {@code fit}: a full disk takes another name and no further file.
 */
public final class FitnessFile {

    private final Path fit;
    private final Path unfit;

    /** @param workFolder must exist */
    public FitnessFile(Path workFolder) {
        this.fit = workFolder.resolve("fit");
        this.unfit = workFolder.resolve("unfit");
    }

    void say(boolean well) throws IOException {
        var wanted = well ? fit : unfit;
        var other = well ? unfit : fit;
        if (Files.exists(other)) {
            Files.move(other, wanted, StandardCopyOption.REPLACE_EXISTING);
        } else if (!Files.exists(wanted)) {
            Files.createFile(wanted);
        }
    }
}
