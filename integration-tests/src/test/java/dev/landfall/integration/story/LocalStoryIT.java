package dev.landfall.integration.story;

import dev.landfall.integration.process.Host;
import dev.landfall.integration.process.LocalHost;
import java.nio.file.Path;

/** The stories on one machine. */
final class LocalStoryIT extends StoryContract {

    @Override
    Host startHost(Path folder) {
        return LocalHost.start(folder);
    }
}
