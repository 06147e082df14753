package dev.landfall.runner.disk;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** How much of a file system is in use. */
interface FileSystemUse {

    long freeBytes();

    long totalBytes();

    /** Free inodes in percent of all; empty where the file system has no fixed number. May take milliseconds. */
    OptionalInt freeInodesPercent();

    /** Of the file system that holds the folder. The JDK does not know inodes: {@code df -P -i} tells. */
    static FileSystemUse of(File folder) {
        return new FileSystemUse() {
            @Override
            public long freeBytes() {
                return folder.getUsableSpace();
            }

            @Override
            public long totalBytes() {
                return folder.getTotalSpace();
            }

            @Override
            public OptionalInt freeInodesPercent() {
                return parse(df(folder));
            }
        };
    }

    /** The last line's column {@code IUse%}; a dash where there is no number. */
    static OptionalInt parse(String df) {
        String[] lines = df.strip().split("\n");
        String[] columns = lines[lines.length - 1].strip().split("\\s+");
        if (columns.length < 5 || !columns[4].matches("[0-9]{1,3}%")) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(100 - Integer.parseInt(columns[4].substring(0, columns[4].length() - 1)));
    }

    private static String df(File folder) {
        try {
            Process df = new ProcessBuilder("df", "-P", "-i", folder.getPath())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            df.getOutputStream().close();
            String text = new String(df.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            df.waitFor(5, TimeUnit.SECONDS);
            return text;
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
