package dev.landfall.integration.fault;

import dev.landfall.integration.lambda.LambdaHost;
import dev.landfall.integration.process.CloudHost;
import java.nio.file.Path;

/** Faults of AWS. */
final class LambdaFaultIT extends FaultContract {

    @Override
    CloudHost startHost(Path folder) {
        return LambdaHost.startFaulty(folder);
    }
}
