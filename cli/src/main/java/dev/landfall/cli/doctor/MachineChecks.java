package dev.landfall.cli.doctor;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.tool.InstalledTools;
import dev.landfall.runner.tool.TerraformChoice;
import dev.landfall.runner.tool.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** Checks of this machine alone: Java, the programs that jobs need, the disk. */
public final class MachineChecks {

    private static final long LEAST_FREE_BYTES = 1L << 30;

    private final InstalledTools tools;
    private final Path folder;

    /**
     * @param searchPath the {@code PATH} under which jobs run
     * @param folder where state or workspaces will be
     */
    public MachineChecks(String searchPath, Path folder) {
        this.tools = new InstalledTools(searchPath, TerraformChoice.ANY);
        this.folder = folder;
    }

    public List<Finding> run() {
        return List.of(
                java(),
                tool("git", tools::git, "Install git 2.30 or newer; CI jobs need it."),
                tool("terraform", tools::terraform, "Install Terraform 1.5 or newer, or OpenTofu; installs need it."),
                disk());
    }

    private static Finding java() {
        var detail = "Java " + Runtime.version() + " in " + System.getProperty("java.home");
        return Runtime.version().feature() >= 25
                ? Finding.ok("java", detail)
                : Finding.warning("java", detail, "This one works; Java 25 starts faster and needs less memory.");
    }

    private static Finding tool(String name, Supplier<Tool> find, String fix) {
        try {
            var tool = find.get();
            return Finding.ok(name, tool.name() + " " + tool.version() + " at " + tool.path());
        } catch (LandfallException e) {
            return Finding.failed(name, e.publicMessage(), fix);
        }
    }

    private Finding disk() {
        try {
            var free = Files.getFileStore(Existing.nearest(folder)).getUsableSpace();
            var detail = (free >> 20) + " MiB free at " + folder;
            return free >= LEAST_FREE_BYTES
                    ? Finding.ok("disk", detail)
                    : Finding.failed("disk", detail, "Free at least 1 GiB; runners claim no job below that.");
        } catch (IOException e) {
            return Finding.failed("disk", "The disk of " + folder + " cannot be read: " + e.getMessage(), "Check it.");
        }
    }
}
