package health.keyward.abac.keycloak.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import health.keyward.abac.core.bundle.Archive;
import health.keyward.abac.core.bundle.BadBundle;
import health.keyward.abac.core.bundle.BadBundle.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes out of an archive, and what never does. */
class ArchiveTest {
    @Test
    void names_lose_their_leading_slash_and_contents_stay_as_they_are() throws Exception {
        assertThat(new String(
                        Archive.unpack(packed("/a/b.rego", '0', 3, "abc")).get("a/b.rego"), StandardCharsets.UTF_8))
                .isEqualTo("abc");
        assertThat(Archive.unpack(packed("./a", '0', 0, ""))).containsOnlyKeys("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../etc/passwd", "/../x", "a/../../x", "a//b", "//x", "a/./b", "..", "a\\b", "a\tb"})
    void a_name_that_leads_elsewhere_is_refused(String name) throws Exception {
        assertThat(fault(packed(name, '0', 0, ""))).isEqualTo(Fault.BAD_NAME);
    }

    @ParameterizedTest
    @ValueSource(chars = {'1', '2', '3', '4', '6', 'L', 'g'})
    void links_and_devices_are_refused(char type) throws Exception {
        assertThat(fault(packed("a", type, 0, ""))).isEqualTo(Fault.BAD_NAME);
    }

    @Test
    void one_name_twice_is_refused() throws Exception {
        byte[] header = Packed.header("a", 0, '0');
        byte[] again = Packed.header("./a", 0, '0');
        assertThat(fault(zipped(header, again, new byte[1024]))).isEqualTo(Fault.BAD_NAME);
    }

    @Test
    void what_is_too_large_is_refused_before_it_is_unpacked() throws Exception {
        assertThat(fault(packed("a", '0', 33L * 1024 * 1024, ""))).isEqualTo(Fault.TOO_LARGE);
        assertThat(fault(new byte[Archive.LARGEST_PACKED + 1])).isEqualTo(Fault.TOO_LARGE);
        byte[] headers = new byte[512 * (Archive.MOST_FILES + 1)];
        for (int i = 0; i <= Archive.MOST_FILES; i++) {
            System.arraycopy(Packed.header("f" + i, 0, '0'), 0, headers, 512 * i, 512);
        }
        assertThat(fault(zipped(headers, new byte[1024]))).isEqualTo(Fault.TOO_LARGE);
    }

    @Test
    void what_is_cut_off_or_damaged_is_refused() throws Exception {
        byte[] whole = Packed.of("r1").bytes();
        assertThat(fault(Arrays.copyOf(whole, whole.length / 2))).isEqualTo(Fault.UNREADABLE);
        assertThat(fault(packed("a", '0', 1000, "short"))).isEqualTo(Fault.UNREADABLE);
        assertThat(fault("not gzip".getBytes(StandardCharsets.UTF_8))).isEqualTo(Fault.UNREADABLE);
        byte[] header = Packed.header("a", 0, '0');
        header[0] = 'b';
        assertThat(fault(zipped(header, new byte[1024]))).isEqualTo(Fault.UNREADABLE);
    }

    private static byte[] packed(String name, char type, long size, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return zipped(
                Packed.header(name, size, type),
                bytes,
                new byte[(512 - bytes.length % 512) % 512],
                bytes.length == size ? new byte[1024] : new byte[0]);
    }

    private static byte[] zipped(byte[]... parts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            for (byte[] part : parts) {
                gzip.write(part);
            }
        }
        return out.toByteArray();
    }

    private static Fault fault(byte[] packed) {
        return catchThrowableOfType(BadBundle.class, () -> Archive.unpack(packed))
                .fault();
    }
}
