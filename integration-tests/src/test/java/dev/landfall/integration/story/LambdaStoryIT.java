package dev.landfall.integration.story;

import dev.landfall.integration.lambda.LambdaHost;
import dev.landfall.integration.process.Host;
import java.nio.file.Path;

/** The stories on Lambda's real runtime, with emulators for its services. */
final class LambdaStoryIT extends StoryContract {

    @Override
    Host startHost(Path folder) {
        return LambdaHost.start(folder);
    }
}
