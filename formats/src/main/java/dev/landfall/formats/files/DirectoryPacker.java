package dev.landfall.formats.files;

import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Problems;
import dev.landfall.formats.problem.Reading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;

/** Walks a directory and writes its archive. */
final class DirectoryPacker extends SimpleFileVisitor<Path> {

    private static final int MAX_DEPTH = 64;

    /** What lies there is given to the packer: what is needed, and nothing that is left from before. */
    private static final Path GIVEN = Path.of(".landfall", "sources");

    private final Path root;
    private final Problems problems = new Problems();
    private final ArchiveGate gate = new ArchiveGate(ArchiveLimits.CONFIG);
    private final Set<String> files = new TreeSet<>();
    private final Map<String, byte[]> others;

    DirectoryPacker(Path directory, Map<String, byte[]> others) throws IOException {
        this.root = directory.toRealPath();
        this.others = others;
    }

    Reading<byte[]> pack() throws IOException {
        others.forEach((path, content) -> gate.admitFile(path, content.length)
                .ifPresent(message -> problems.add(Location.startOf(path), message)));
        Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), MAX_DEPTH, this);
        if (!problems.isEmpty()) {
            return problems.reading(() -> new byte[0]);
        }
        var bytes = archive();
        return problems.reading(() -> bytes);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
        if (directory.equals(root)) {
            return FileVisitResult.CONTINUE;
        }
        return isLeftOut(name(directory)) || root.relativize(directory).equals(GIVEN) || leaves(directory)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (isLeftOut(name(file))) {
            return FileVisitResult.CONTINUE;
        }
        if (attributes.isSymbolicLink()) {
            refuse(file, "It is a symbolic link to nothing.");
            return FileVisitResult.CONTINUE;
        }
        if (leaves(file)) {
            return FileVisitResult.CONTINUE;
        }
        if (!attributes.isRegularFile()) {
            refuse(file, "It is neither a file nor a directory, or lies too deep.");
            return FileVisitResult.CONTINUE;
        }
        gate.admitFile(relative(file), attributes.size())
                .ifPresentOrElse(message -> refuse(file, message), () -> files.add(relative(file)));
        return problems.count() >= Reading.MAX_REPORTED ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
        if (!isLeftOut(name(file))) {
            refuse(file, "It cannot be read, or is a link that leads in a circle.");
        }
        return FileVisitResult.CONTINUE;
    }

    private byte[] archive() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            var tar = new TarWriter(gzip);
            var paths = new TreeSet<>(files);
            paths.addAll(others.keySet());
            for (var path : paths) {
                add(tar, path);
            }
            tar.finish();
        }
        return bytes.toByteArray();
    }

    private void add(TarWriter tar, String path) throws IOException {
        var other = others.get(path);
        if (other != null) {
            tar.file(path, other, 0644);
        } else {
            var file = root.resolve(path);
            tar.file(path, content(file), Files.isExecutable(file) ? 0755 : 0644);
        }
    }

    /** The file may have grown since it was admitted. */
    private byte[] content(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var limit = (int) ArchiveLimits.CONFIG.maxFileBytes();
            var content = in.readNBytes(limit + 1);
            if (content.length > limit) {
                refuse(file, "The file grew beyond " + limit + " bytes while it was read.");
            }
            return content;
        }
    }

    /** A link to something that is left out counts as leaving: its contents must not come in by another name. */
    private boolean leaves(Path path) throws IOException {
        var real = path.toRealPath();
        if (real.startsWith(root) && !isLeftOut(root.relativize(real))) {
            return false;
        }
        refuse(path, "It is a symbolic link that leaves the directory. Copy the files into the directory instead.");
        return true;
    }

    private void refuse(Path path, String message) {
        problems.add(Location.startOf(relative(path)), message);
    }

    private String relative(Path path) {
        return root.relativize(path).toString().replace('\\', '/');
    }

    private static boolean isLeftOut(Path relative) {
        for (var segment : relative) {
            if (isLeftOut(segment.toString())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLeftOut(String name) {
        return name.equals(".git") || name.equals(".terraform") || name.contains(".tfstate");
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
