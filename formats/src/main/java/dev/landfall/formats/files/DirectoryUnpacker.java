package dev.landfall.formats.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes admitted entries below a directory. Paths were checked by the gate, and no links are ever made. */
final class DirectoryUnpacker implements ConfigArchive.EntrySink {

    private final Path target;
    private int written;

    DirectoryUnpacker(Path target) {
        this.target = target;
    }

    int written() {
        return written;
    }

    @Override
    public void accept(TarEntry entry, byte[] content) throws IOException {
        var path = target.resolve(entry.path());
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        var parent = path.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.write(path, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        if (entry.executable() && !path.toFile().setExecutable(true, true)) {
            throw new IOException("The file " + entry.path() + " could not be made executable.");
        }
        written++;
    }
}
