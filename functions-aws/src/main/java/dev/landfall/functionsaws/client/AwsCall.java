package dev.landfall.functionsaws.client;

import dev.landfall.protocol.error.LandfallException;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * One kind of call to AWS.
 *
 * @param tried what the call does, to begin a sentence with: "The message could not be sent"
 * @param permission the IAM action that it needs
 */
public record AwsCall(String tried, String permission) {

    /**
     * Makes the call.
     *
     * @throws LandfallException as {@link AwsFailure} says
     */
    public <T> T make(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw AwsFailure.of(this, e);
        }
    }
}
