package dev.landfall.formats.appconfig;

import org.jspecify.annotations.Nullable;

/** Folders of {@code inputs/} and {@code secrets/}, which are groups of what lies in them. */
final class GroupFolders {

    private GroupFolders() {}

    /** The folder below a section's that a file lies in; null when it lies in the section's own or elsewhere. */
    static @Nullable String folder(String path, String section) {
        var segments = path.split("/");
        return segments.length > 2 && segments[0].equals(section) ? segments[segments.length - 2] : null;
    }

    /** Whether a file that has nothing of a member's describes a group. */
    static boolean describesGroup(Section file, String section, String groupSection) {
        var path = file.file();
        var name = path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.toml$", "");
        var folder = folder(path, section);
        return path.startsWith(groupSection + "/")
                || (folder != null
                        && (name.equals("group")
                                || name.equals(folder)
                                || file.text("name").filter(folder::equals).isPresent()));
    }
}
