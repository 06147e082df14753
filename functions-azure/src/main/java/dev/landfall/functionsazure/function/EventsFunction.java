package dev.landfall.functionsazure.function;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;

/**
 * Takes the messages of the control plane's own queue. A message whose handling fails comes again after the
 * {@code visibilityTimeout} of {@code host.json}; after its {@code maxDequeueCount} the host moves it to the poison queue,
 * where the tick finds it.
 */
public final class EventsFunction {

    private final FunctionApp app;

    /** As the Functions worker makes it. */
    public EventsFunction() {
        this(FunctionApp.deployed());
    }

    public EventsFunction(FunctionApp app) {
        this.app = app;
    }

    @FunctionName("events")
    public void run(
            @QueueTrigger(
                            name = "message",
                            queueName = "%LANDFALL_QUEUE_PREFIX%-events",
                            connection = "LANDFALL_STORAGE",
                            dataType = "string")
                    String message) {
        app.controlPlane().events().handle(message);
    }
}
