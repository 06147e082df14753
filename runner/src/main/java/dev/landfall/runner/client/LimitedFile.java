package dev.landfall.runner.client;

import dev.landfall.protocol.error.LandfallException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Writes a body into a file and stops at a limit, whatever length was announced. */
final class LimitedFile implements BodySubscriber<Path> {

    private final BodySubscriber<Path> file;
    private final long maxBytes;
    private long bytes;
    private Flow.@Nullable Subscription subscription;

    LimitedFile(Path file, long maxBytes) {
        this.file = BodySubscribers.ofFile(file);
        this.maxBytes = maxBytes;
    }

    @Override
    public CompletionStage<Path> getBody() {
        return file.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription made) {
        subscription = made;
        file.onSubscribe(made);
    }

    @Override
    public void onNext(List<ByteBuffer> items) {
        if (bytes > maxBytes) {
            return;
        }
        bytes += items.stream().mapToLong(ByteBuffer::remaining).sum();
        if (bytes <= maxBytes) {
            file.onNext(items);
            return;
        }
        if (subscription != null) {
            subscription.cancel();
        }
        file.onError(tooLong(maxBytes));
    }

    @Override
    public void onError(Throwable failure) {
        file.onError(failure);
    }

    @Override
    public void onComplete() {
        file.onComplete();
    }

    static LandfallException tooLong(long maxBytes) {
        return LandfallException.limit("The file to fetch is longer than " + maxBytes + " bytes.");
    }
}
