package health.keyward.history.core;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An IP address or a network (CIDR), written so that a database accepts it. Never asks a name server.
 *
 * @param text canonical, for example {@code 10.0.0.0/8}
 * @param network true when a prefix length was given
 */
public record Address(String text, boolean network) {
    private static final Pattern V4 = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
    private static final Pattern V6 = Pattern.compile("(?=.*:)[0-9a-fA-F:.]{2,45}");

    /** Empty when the text is neither an address nor a network. */
    public static Optional<Address> parse(String text) {
        String trimmed = text.trim();
        int slash = trimmed.indexOf('/');
        String host = slash < 0 ? trimmed : trimmed.substring(0, slash);
        Optional<InetAddress> address = literal(host);
        if (address.isEmpty()) {
            return Optional.empty();
        }
        String canonical = address.get().getHostAddress();
        if (slash < 0) {
            return Optional.of(new Address(canonical, false));
        }
        String length = trimmed.substring(slash + 1);
        int longest = address.get().getAddress().length * 8;
        if (!length.matches("\\d{1,3}") || Integer.parseInt(length) > longest) {
            return Optional.empty();
        }
        return Optional.of(new Address(canonical + "/" + Integer.parseInt(length), true));
    }

    private static Optional<InetAddress> literal(String host) {
        var four = V4.matcher(host);
        boolean v4 = four.matches();
        for (int part = 1; v4 && part <= 4; part++) {
            v4 = Integer.parseInt(four.group(part)) <= 255;
        }
        if (!v4 && !V6.matcher(host).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
