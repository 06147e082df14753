package dev.landfall.integration.story;

import dev.landfall.integration.azure.AzureHost;
import dev.landfall.integration.process.Host;
import java.nio.file.Path;

/** The stories on Azure Functions. */
final class AzureStoryIT extends StoryContract {

    @Override
    Host startHost(Path folder) {
        return AzureHost.start(folder);
    }
}
