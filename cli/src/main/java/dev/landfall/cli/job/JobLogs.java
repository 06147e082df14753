package dev.landfall.cli.job;

import dev.landfall.cli.invocation.Invocation;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "logs",
        description = {
            "Print a job's log: what it wrote, notices of the runner beside it.",
            "As JSON, one line of the log is one line of output."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  landfall job logs in_7kq.jb_3fz", "  landfall job logs -f in_7kq.jb_3fz --timestamps"})
final class JobLogs implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "JOB", description = "Id of the job.")
    String job = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Go on until the job has ended.")
    boolean follow;

    @Option(
            names = {"-t", "--timestamps"},
            description = "Begin each line with its time.")
    boolean timestamps;

    @Option(names = "--attempt", paramLabel = "N", description = "The log of this attempt; the newest without it.")
    @Nullable Integer attempt;

    JobLogs(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var printer = new LogPrinter(invocation.surroundings(), invocation.output(), timestamps);
        new LogReader(invocation.api(), job, attempt).read(follow, printer::print);
        return 0;
    }
}
