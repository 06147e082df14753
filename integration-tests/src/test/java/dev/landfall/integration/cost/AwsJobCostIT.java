package dev.landfall.integration.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.integration.lambda.AwsAccount;
import dev.landfall.integration.process.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A step that asks for more than it did is seen here, and so is a page that says something else. */
final class AwsJobCostIT {

    private static final int MAX_WRITE_REQUESTS = 12;
    private static final int MAX_WRITE_UNITS = 40;

    private static Map<String, CountedStep> steps = Map.of();

    @BeforeAll
    static void count() {
        try (var account = AwsAccount.start()) {
            steps = AwsJobSteps.count(account).stream()
                    .collect(Collectors.toMap(CountedStep::name, Function.identity()));
        }
    }

    @Test
    void aJobIsWrittenInThreeRequestsWithinItsUnits() {
        var job = List.of(AwsJobSteps.ASK, AwsJobSteps.CLAIM, AwsJobSteps.END);
        assertEquals(3, sum(job, CountedStep::writeRequests));
        assertTrue(
                sum(job, CountedStep::writeUnits) <= MAX_WRITE_UNITS,
                job.stream().map(steps::get).toList()::toString);
    }

    @Test
    void aPushIsWrittenInFiveRequestsWithinTheUnitsOfItsTwoJobs() {
        var push = List.of(
                AwsJobSteps.DELIVER,
                AwsJobSteps.CLAIM_EVALUATION,
                AwsJobSteps.END_EVALUATION,
                AwsJobSteps.CLAIM,
                AwsJobSteps.END);
        assertEquals(5, sum(push, CountedStep::writeRequests));
        assertTrue(sum(push, CountedStep::writeUnits) <= 2 * MAX_WRITE_UNITS, steps.values()::toString);
        var first = Objects.requireNonNull(steps.get(AwsJobSteps.FIRST));
        assertTrue(first.writeRequests() + 4 <= MAX_WRITE_REQUESTS, first::toString);
    }

    @Test
    void thePageOfCostsSaysWhatWasCounted() throws IOException {
        var page = Files.readString(Checkout.root().resolve("docs/cost.md"));
        var missing = steps.values().stream()
                .map(CountedStep::row)
                .filter(row -> !page.contains(row))
                .sorted()
                .toList();
        assertTrue(missing.isEmpty(), () -> "docs/cost.md lacks these rows:\n" + String.join("\n", missing));
    }

    private static int sum(List<String> names, Function<CountedStep, Integer> number) {
        return Stream.of(names)
                .flatMap(List::stream)
                .map(steps::get)
                .mapToInt(number::apply)
                .sum();
    }
}
