package dev.landfall.functionslocal.sqlite;

import dev.landfall.protocol.error.LandfallException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite's result codes (sqlite.org/rescode.html) mean for the one who runs the control plane. */
final class SqlFailure {

    private static final int PRIMARY_CODE = 0xff;

    private final Path file;

    SqlFailure(Path file) {
        this.file = file;
    }

    LandfallException of(SQLException e) {
        var code = e instanceof SQLiteException sqlite ? sqlite.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
        return switch (SQLiteErrorCode.getErrorCode(code.code & PRIMARY_CODE)) {
            case SQLITE_CORRUPT, SQLITE_NOTADB -> damaged(String.valueOf(e.getMessage()), e);
            case SQLITE_FULL -> unavailable("the disk is full. Free some space; nothing is lost.", e);
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN ->
                unavailable(
                        "it cannot be written (" + e.getMessage()
                                + "). Give this user write access to the file and its folder, or choose another folder.",
                        e);
            case SQLITE_BUSY, SQLITE_LOCKED ->
                unavailable("another program holds it locked. Close that program, for example a database browser.", e);
            case SQLITE_IOERR -> unavailable("the disk reported an error (" + e.getMessage() + "). Check the disk.", e);
            default ->
                LandfallException.internal("The database " + file + " refused a statement: " + e.getMessage(), e);
        };
    }

    LandfallException damaged(String how, SQLException cause) {
        return LandfallException.internal(damage(how), cause);
    }

    LandfallException damaged(String how) {
        return LandfallException.internal(damage(how), null);
    }

    private String damage(String how) {
        return "The database " + file + " is damaged (" + how
                + "). Keep its folder for later, restore the newest backup"
                + " into a new one with 'landfall dev restore FILE --data FOLDER', and start on that.";
    }

    private LandfallException unavailable(String why, SQLException e) {
        return LandfallException.unavailable("The database " + file + " could not be used: " + why, e);
    }
}
