package dev.landfall.integration.fault;

import dev.landfall.integration.azure.AzureHost;
import dev.landfall.integration.process.CloudHost;
import java.nio.file.Path;

/** Faults of Azure. */
final class AzureFaultIT extends FaultContract {

    @Override
    CloudHost startHost(Path folder) {
        return AzureHost.startFaulty(folder);
    }
}
