package dev.landfall.runner.notice;

import java.util.Optional;

/** Where a cloud says it. */
@FunctionalInterface
public interface NoticeSource {

    /**
     * Asks once; quick.
     *
     * @throws dev.landfall.protocol.error.LandfallException when it cannot be asked
     */
    Optional<Notice> look();
}
