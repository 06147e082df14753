package dev.landfall.functionsaws.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.landfall.controlplane.ControlPlane;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles batches of the control plane's own queue. Needs {@code ReportBatchItemFailures} in its event source mapping: a
 * message that could not be handled is named in the reply and comes again alone, until the queue's redrive policy makes it a
 * dead letter.
 */
public final class EventsHandler implements RequestStreamHandler {

    /** With less time than this left, no further message is begun: it comes again. */
    static final Duration MARGIN = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(EventsHandler.class);

    private final Supplier<ControlPlane> controlPlane;

    /** As Lambda makes it. Reads nothing but the log's level and connects to nothing: a snapshot of it holds no secret. */
    public EventsHandler() {
        this(DeployedControlPlane.ofThisProcess()::controlPlane);
    }

    EventsHandler(Supplier<ControlPlane> controlPlane) {
        this.controlPlane = controlPlane;
    }

    /**
     * @throws LandfallException INVALID when the event is no batch of SQS; other kinds when the control plane cannot be made.
     *     Lambda then treats all its messages as failed
     */
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        var messages = SqsMessage.batch(PlatformEvent.read(input));
        var events = controlPlane.get().events();
        var failed = new ArrayList<String>();
        for (var message : messages) {
            if (context.getRemainingTimeInMillis() < MARGIN.toMillis()) {
                LOG.atWarn().addKeyValue("message", message.id()).log("No time is left for an event; it comes again");
                failed.add(message.id());
            } else if (!handled(events::handle, message)) {
                failed.add(message.id());
            }
        }
        output.write(reply(failed));
    }

    private static boolean handled(Consumer<String> events, SqsMessage message) {
        try {
            events.accept(message.body());
            return true;
        } catch (LandfallException e) {
            LOG.atWarn()
                    .addKeyValue("message", message.id())
                    .addKeyValue("kind", e.kind())
                    .addKeyValue("problem", e.publicMessage())
                    .log("An event was not handled; it comes again");
        } catch (RuntimeException e) {
            LOG.atError()
                    .addKeyValue("message", message.id())
                    .setCause(e)
                    .log("An event was not handled because of a defect; it comes again");
        }
        return false;
    }

    private static byte[] reply(List<String> failed) {
        var bytes = new ByteArrayOutputStream();
        try (var json = Json.mapper().createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("batchItemFailures");
            for (var id : failed) {
                json.writeStartObject();
                json.writeStringProperty("itemIdentifier", id);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
