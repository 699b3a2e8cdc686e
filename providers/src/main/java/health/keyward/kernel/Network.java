package health.keyward.kernel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A network in CIDR notation; a lone address is the network of itself. IPv4 addresses in IPv6 clothes count as what they are. */
public final class Network {
    private static final Pattern V4 =
            Pattern.compile("(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
    private static final Pattern V6 = Pattern.compile("(?=.*:)[0-9a-fA-F:.]{2,45}");

    private final byte[] address;
    private final int length;

    private Network(byte[] address, int length) {
        this.address = address;
        this.length = length;
    }

    /** Empty when the text is no network, or has bits set beyond its length: then it is unclear which network was meant. */
    public static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        byte @Nullable [] address = address(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            return Optional.empty();
        }
        String length = slash < 0 ? Integer.toString(address.length * 8) : text.substring(slash + 1);
        if (!length.matches("\\d{1,3}") || Integer.parseInt(length) > address.length * 8) {
            return Optional.empty();
        }
        Network network = new Network(address, Integer.parseInt(length));
        return network.cut(address) ? Optional.of(network) : Optional.empty();
    }

    /** The bytes of a literal address; null for anything else. Never asks a name server. */
    public static byte @Nullable [] address(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int zone = text.indexOf('%');
        String literal = zone < 0 ? text : text.substring(0, zone);
        if (!V4.matcher(literal).matches() && !V6.matcher(literal).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** The network around an address that is taken for one place: 24 bits of an IPv4 address, 48 of an IPv6 address. Empty when it is no address. */
    public static Optional<String> around(@Nullable String text) {
        byte @Nullable [] address = address(text);
        if (address == null) {
            return Optional.empty();
        }
        int length = address.length == 4 ? 24 : 48;
        byte[] start = Arrays.copyOf(Arrays.copyOf(address, length / 8), address.length);
        try {
            return Optional.of(InetAddress.getByAddress(start).getHostAddress() + "/" + length);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four or sixteen bytes are an address", e);
        }
    }

    public boolean contains(byte[] other) {
        return other.length == address.length && sameStart(other);
    }

    public boolean covers(Network other) {
        return length <= other.length && contains(other.address);
    }

    private boolean cut(byte[] whole) {
        byte[] start = Arrays.copyOf(whole, whole.length);
        for (int bit = length; bit < start.length * 8; bit++) {
            start[bit / 8] &= (byte) ~(0x80 >> bit % 8);
        }
        return Arrays.equals(start, whole);
    }

    private boolean sameStart(byte[] other) {
        int whole = length / 8;
        int rest = length % 8;
        if (!Arrays.equals(address, 0, whole, other, 0, whole)) {
            return false;
        }
        int mask = 0xFF << (8 - rest);
        return rest == 0 || (address[whole] & mask) == (other[whole] & mask);
    }
}
