package dev.landfall.integration.bench;

import dev.landfall.integration.cost.AwsJobSteps;
import dev.landfall.integration.cost.CountedStep;
import dev.landfall.integration.lambda.AwsAccount;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** What DynamoDB is asked for by a job, from the request to the end, and by a push, which is two jobs. */
final class AwsRequests implements Measurement {

    private static final List<String> JOB = List.of(AwsJobSteps.ASK, AwsJobSteps.CLAIM, AwsJobSteps.END);
    private static final List<String> PUSH = List.of(
            AwsJobSteps.DELIVER,
            AwsJobSteps.CLAIM_EVALUATION,
            AwsJobSteps.END_EVALUATION,
            AwsJobSteps.CLAIM,
            AwsJobSteps.END);

    @Override
    public String name() {
        return "aws requests";
    }

    @Override
    public List<Figure> measure(Path folder) {
        try (var account = AwsAccount.start()) {
            var steps = AwsJobSteps.count(account).stream()
                    .collect(Collectors.toMap(CountedStep::name, Function.identity()));
            return List.of(
                    figure(
                            "DynamoDB write requests, push with evaluation and one job",
                            PUSH,
                            steps,
                            12,
                            CountedStep::writeRequests),
                    figure("DynamoDB write units, one job", JOB, steps, 40, CountedStep::writeUnits),
                    figure(
                            "DynamoDB write units, push with evaluation and one job",
                            PUSH,
                            steps,
                            40,
                            CountedStep::writeUnits),
                    figure(
                            "DynamoDB write units, heartbeat with one job",
                            List.of(AwsJobSteps.BEAT),
                            steps,
                            6,
                            CountedStep::writeUnits));
        }
    }

    private static Figure figure(
            String name,
            List<String> path,
            Map<String, CountedStep> steps,
            int most,
            ToIntFunction<CountedStep> number) {
        var parts = path.stream().map(steps::get).toList();
        return new Figure(
                name,
                parts.stream().mapToInt(number).sum(),
                "",
                new Figure.AtMost(most),
                parts.stream()
                        .map(step -> step.name() + " " + number.applyAsInt(step))
                        .collect(Collectors.joining(", ")));
    }
}
