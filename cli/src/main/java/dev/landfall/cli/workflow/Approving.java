package dev.landfall.cli.workflow;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of commands that start a workflow which may need approvals. */
public final class Approving {

    @Mixin
    Following following = new Following();

    @Option(names = "--approve", description = "Approve each plan as it is shown, without asking.")
    boolean approve;
}
