package dev.landfall.runner.queue;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.queue.QueueAccess;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * The pool's queue through whatever access was lent last, of whatever type. Access that the queue calls expired is renewed
 * and the call made once more; a message that was received before stays hidden meanwhile and is not lost. Thread-safe.
 */
public final class LentQueueClient implements QueueClient {

    private final LentAccess access;
    private final Function<QueueAccess, QueueClient> clients;

    /** @param clients makes the client that an access needs; cheap, asked for on every call */
    public LentQueueClient(LentAccess access, Function<QueueAccess, QueueClient> clients) {
        this.access = access;
        this.clients = clients;
    }

    @Override
    public List<Received> receive(int max, Duration wait) {
        return call(queue -> queue.receive(max, wait));
    }

    @Override
    public void delete(String receipt) {
        call(queue -> {
            queue.delete(receipt);
            return List.of();
        });
    }

    @Override
    public void release(String receipt) {
        call(queue -> {
            queue.release(receipt);
            return List.of();
        });
    }

    @Override
    public void leave() {
        call(queue -> {
            queue.leave();
            return List.of();
        });
    }

    private List<Received> call(Function<QueueClient, List<Received>> operation) {
        var lent = access.current();
        try {
            return operation.apply(clients.apply(lent));
        } catch (LandfallException e) {
            if (e.kind() != ErrorKind.UNAUTHENTICATED) {
                throw e;
            }
            var renewed = access.insteadOf(lent).orElseThrow(() -> e);
            return operation.apply(clients.apply(renewed));
        }
    }
}
