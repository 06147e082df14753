package dev.landfall.runner.client;

import dev.landfall.protocol.error.ErrorBody;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** An HTTP reply of any status. */
public final class Reply {

    private final int status;
    private final String date;
    private final byte[] body;

    Reply(int status, String date, byte[] body) {
        this.status = status;
        this.date = date;
        this.body = body;
    }

    public int status() {
        return status;
    }

    /** The bytes themselves, not a copy. */
    public byte[] body() {
        return body;
    }

    public boolean succeeded() {
        return status >= 200 && status < 300;
    }

    /** The sender's clock, to the second (RFC 9110, Date). */
    Optional<Instant> date() {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /**
     * This reply when it succeeded.
     *
     * @param what was tried, to follow "Could not", such as {@code claim job in_1.jb_2}
     * @throws LandfallException of the kind that the body or else the status says
     */
    public Reply orThrow(String what) {
        if (succeeded()) {
            return this;
        }
        var error = error();
        var kind = error.map(ErrorBody::kind).orElseGet(() -> ErrorKind.fromHttpStatus(status));
        var message = error.map(ErrorBody::message).orElse("the control plane answered with status " + status + ".");
        throw new LandfallException(
                kind,
                "Could not " + what + ": " + message,
                error.map(ErrorBody::problems).orElse(java.util.List.of()),
                null);
    }

    public <T> T read(Class<T> type) {
        return Json.read(body, type);
    }

    /** The body as an error, when it is one. */
    Optional<ErrorBody> error() {
        try {
            return Optional.of(Json.read(body, ErrorBody.class)).filter(e -> e.kind() != null && e.message() != null);
        } catch (LandfallException e) {
            return Optional.empty();
        }
    }
}
