package dev.landfall.functionsazure.failure;

import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import org.jspecify.annotations.Nullable;

/** Finds out whether a call failed because the name of its server does not exist. */
final class UnknownAddress {

    private static final int MAX_DEPTH = 10;

    private UnknownAddress() {}

    static boolean in(@Nullable Throwable e) {
        for (int depth = 0; e != null && depth < MAX_DEPTH; depth++) {
            if (e instanceof UnknownHostException || e instanceof UnresolvedAddressException) {
                return true;
            }
            e = e.getCause();
        }
        return false;
    }
}
