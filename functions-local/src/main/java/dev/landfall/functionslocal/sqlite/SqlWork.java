package dev.landfall.functionslocal.sqlite;

import java.sql.SQLException;

/** Statements that belong together. What it throws undoes them. */
interface SqlWork<T> {
    T run(SqlSession session) throws SQLException;
}
