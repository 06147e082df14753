package dev.landfall.cli.doctor;

import dev.landfall.cli.invocation.Invocation;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code landfall doctor}. */
@Command(
        name = "doctor",
        description =
                "Check what is installed, reachable and wrong, and say the fix. Ends with 1 when something is wrong.",
        footerHeading = "%nExamples:%n",
        footer = {"  landfall doctor", "  landfall doctor --server https://landfall.example.com"})
public final class DoctorCommand implements Callable<Integer> {

    private final Invocation invocation;

    public DoctorCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var surroundings = invocation.surroundings();
        var findings = new ArrayList<>(
                new MachineChecks(surroundings.variable("PATH").orElse(""), surroundings.folder()).run());
        findings.addAll(new ServerChecks(invocation.settings(), surroundings.clock()).run());
        return Findings.print(invocation.output(), findings);
    }
}
