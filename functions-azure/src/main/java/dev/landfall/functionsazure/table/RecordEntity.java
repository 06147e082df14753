package dev.landfall.functionsazure.table;

import com.azure.data.tables.models.TableEntity;
import dev.landfall.controlplane.records.RecordKey;
import dev.landfall.controlplane.records.StoredRecord;
import dev.landfall.protocol.error.LandfallException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A record as an entity: a short body is the text property {@value #TEXT}, a longer one the binary property
 * {@value #PACKED}, deflated (RFC 1951 in the form of RFC 1950).
 *
 * <p>A property holds at most 64 KiB and text takes two bytes a character, so text alone would not hold the largest body.
 * And a whole batch must stay under 4 MiB as JSON: deflated text is at most 7/8 of its bytes and grows by 4/3 in Base64,
 * which leaves the largest batch under 3.7 MiB whatever stands in it.
 */
final class RecordEntity {

    static final String TEXT = "body";
    static final String PACKED = "packed";

    /** Longest body kept as text; even if JSON wrote each of its characters as six, a full batch of them would fit. */
    private static final int MAX_TEXT_CHARACTERS = 4_096;

    private RecordEntity() {}

    static TableEntity of(String partition, String sort, String body) {
        var entity = new TableEntity(partition, sort);
        return body.length() <= MAX_TEXT_CHARACTERS
                ? entity.addProperty(TEXT, body)
                : entity.addProperty(PACKED, packed(body));
    }

    static StoredRecord read(TableEntity entity) {
        var body = entity.getProperty(PACKED) instanceof byte[] packed
                ? unpacked(packed)
                : String.valueOf(entity.getProperty(TEXT));
        return new StoredRecord(new RecordKey(entity.getPartitionKey(), entity.getRowKey()), body, entity.getETag());
    }

    private static byte[] packed(String body) {
        var deflater = new Deflater(Deflater.BEST_SPEED);
        var bytes = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(bytes, deflater)) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw LandfallException.internal("A record could not be deflated.", e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private static String unpacked(byte[] packed) {
        try (var in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw LandfallException.internal(
                    "A record in the table is damaged: its property '" + PACKED + "' cannot be inflated.", e);
        }
    }
}
