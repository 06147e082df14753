package dev.landfall.runner.kind.evaluate;

import dev.landfall.formats.ci.CiDefinitions;
import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The files of a checkout that define jobs. Symbolic links are passed over: they could lead out of the checkout. */
final class DefinitionFiles {

    /** One more than the reader takes, so that the reader says that there are too many. */
    private static final int MAX_FILES = 501;

    /** One more than the reader takes, so that the reader says that a file is too long. */
    private static final int MAX_FILE_BYTES = 256 * 1024 + 1;

    private DefinitionFiles() {}

    static Map<String, byte[]> read(Path checkout) {
        var files = new TreeMap<String, byte[]>();
        for (var folder : CiDefinitions.FOLDERS) {
            readFolder(checkout, folder, files);
        }
        return files;
    }

    private static void readFolder(Path checkout, String folder, Map<String, byte[]> files) {
        if (!isRealFolder(checkout, folder)) {
            return;
        }
        try (var entries = Files.newDirectoryStream(checkout.resolve(folder))) {
            for (var file : entries) {
                var path = folder + "/" + file.getFileName();
                if (files.size() < MAX_FILES && CiDefinitions.isDefinition(path) && isRealFile(file)) {
                    files.put(path, readFile(file));
                }
            }
        } catch (IOException e) {
            throw LandfallException.unavailable("The folder '" + folder + "' cannot be read: " + e.getMessage(), e);
        }
    }

    private static byte[] readFile(Path file) throws IOException {
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return in.readNBytes(MAX_FILE_BYTES);
        }
    }

    private static boolean isRealFile(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isRealFolder(Path checkout, String folder) {
        var path = checkout;
        for (var name : Path.of(folder)) {
            path = path.resolve(name);
            if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
        }
        return true;
    }
}
