package dev.landfall.runner.queue.azure;

import dev.landfall.protocol.error.LandfallException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * One delivery of a message, as a receipt in one text.
 *
 * @param id of the message, a GUID
 * @param popReceipt of this delivery
 */
record Delivery(String id, String popReceipt) {

    private static final char BETWEEN = ' ';

    static Delivery parse(String receipt) {
        int end = receipt.indexOf(BETWEEN);
        if (end < 1) {
            throw LandfallException.invalid("This is not the receipt of a message of Azure Queue Storage.");
        }
        return new Delivery(receipt.substring(0, end), receipt.substring(end + 1));
    }

    String receipt() {
        return id + BETWEEN + popReceipt;
    }

    String encodedId() {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }

    String encodedReceipt() {
        return URLEncoder.encode(popReceipt, StandardCharsets.UTF_8);
    }
}
