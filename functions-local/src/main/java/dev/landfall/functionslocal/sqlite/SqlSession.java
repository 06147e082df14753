package dev.landfall.functionslocal.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One connection with its prepared statements. SQL comes from constants only, so their number is bounded. Used by one
 * thread at a time.
 */
final class SqlSession implements AutoCloseable {

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    SqlSession(Connection connection) {
        this.connection = connection;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** @return how many rows changed */
    int update(String sql, Object... values) throws SQLException {
        return bound(sql, values).executeUpdate();
    }

    <T> Optional<T> first(String sql, RowReader<T> reader, Object... values) throws SQLException {
        try (ResultSet rows = bound(sql, values).executeQuery()) {
            return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
        }
    }

    <T> List<T> all(String sql, RowReader<T> reader, Object... values) throws SQLException {
        try (ResultSet rows = bound(sql, values).executeQuery()) {
            var all = new ArrayList<T>();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            return all;
        }
    }

    long number(String sql, Object... values) throws SQLException {
        return first(sql, row -> row.getLong(1), values)
                .orElseThrow(() -> new SQLException("no row where one is always answered: " + sql));
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : prepared.values()) {
            statement.close();
        }
        connection.close();
    }

    private PreparedStatement bound(String sql, Object... values) throws SQLException {
        var statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    /** Makes a value of the current row. */
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
