package health.keyward.abac.core.ir;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Addresses and networks, read as Go reads them. */
final class Networks {
    private Networks() {}

    /** An address of 4 or 16 bytes; an IPv4 address in IPv6 clothes has 4. With a prefix it is a network. */
    private record Net(byte[] address, int prefix) {
        boolean has(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < prefix; bit += 8) {
                int mask = prefix - bit >= 8 ? 0xFF : 0xFF << 8 - (prefix - bit) & 0xFF;
                if ((address[bit >> 3] & mask) != (other[bit >> 3] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    static void into(Map<String, Builtin> all) {
        all.put("net.cidr_contains", (Builtin.Two) (a, b, run) -> contains(Args.text(a), Args.text(b)));
        all.put("net.cidr_overlap", (Builtin.Two) (a, b, run) -> contains(Args.text(a), Args.text(b)));
        all.put("net.cidr_intersects", (Builtin.Two) (a, b, run) -> intersects(net(Args.text(a)), net(Args.text(b))));
        all.put("net.cidr_is_valid", (Builtin.One) (a, run) -> a instanceof String text && parse(text) != null);
        all.put("net.cidr_contains_matches", (Builtin.Two) Networks::matches);
        all.put("net.cidr_expand", (Builtin.One) (a, run) -> expand(net(Args.text(a)), run));
    }

    private static boolean contains(String network, String what) {
        Net net = net(network);
        byte[] address = address(what);
        if (address != null) {
            return net.has(address);
        }
        Net other = net(what);
        return net.has(other.address) && net.prefix <= other.prefix;
    }

    private static boolean intersects(Net a, Net b) {
        return a.has(b.address) || b.has(a.address);
    }

    private static Object matches(Object networks, Object addresses, Run run) {
        Many found = new Many();
        Arr left = pairs(networks);
        Arr right = pairs(addresses);
        for (int i = 0; i < left.size(); i++) {
            Arr a = (Arr) left.at(i);
            for (int j = 0; j < right.size(); j++) {
                run.charge(4);
                Arr b = (Arr) right.at(j);
                if (contains(Args.text(a.at(1)), Args.text(b.at(1)))) {
                    found.add(Arr.of(a.at(0), b.at(0)));
                }
            }
        }
        return found;
    }

    /** What a match is named by, and the network or address itself. */
    private static Arr pairs(Object of) {
        Arr pairs = new Arr(4);
        switch (of) {
            case String text -> pairs.add(Arr.of(text, text));
            case Arr array -> {
                for (int i = 0; i < array.size(); i++) {
                    pairs.add(Arr.of((long) i, first(array.at(i))));
                }
            }
            case Many set -> {
                for (Object item : set.sorted()) {
                    pairs.add(Arr.of(item, first(item)));
                }
            }
            case Obj object -> {
                for (int i = 0; i < object.size(); i++) {
                    pairs.add(Arr.of(object.keyAt(i), first(object.valueAt(i))));
                }
            }
            default -> throw Fault.OPERAND;
        }
        return pairs;
    }

    private static Object first(Object item) {
        if (item instanceof Arr array && array.size() > 0) {
            return array.at(0);
        }
        return Args.text(item);
    }

    private static Object expand(Net net, Run run) {
        int hostBits = net.address.length * 8 - net.prefix;
        run.charge(hostBits > 30 ? Integer.MAX_VALUE : 1L << hostBits);
        Many made = new Many();
        byte[] at = net.address.clone();
        for (long i = 0; i < 1L << hostBits; i++) {
            made.add(text(at));
            for (int j = at.length - 1; j >= 0 && ++at[j] == 0; j--) {}
        }
        return made;
    }

    private static Net net(String text) {
        Net net = parse(text);
        if (net == null) {
            throw Fault.OPERAND;
        }
        return net;
    }

    private static @Nullable Net parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return null;
        }
        String before = text.substring(0, slash);
        byte[] raw = before.indexOf(':') >= 0 ? six(before) : four(before);
        if (raw == null) {
            return null;
        }
        int prefix = prefix(text, slash + 1);
        if (prefix < 0 || prefix > raw.length * 8) {
            return null;
        }
        for (int bit = prefix; bit < raw.length * 8; bit++) {
            raw[bit >> 3] &= (byte) ~(0x80 >> (bit & 7));
        }
        byte[] short4 = mapped(raw);
        return short4 == raw ? new Net(raw, prefix) : new Net(short4, Math.max(0, prefix - 96));
    }

    /** Up to three digits to the end, or -1. */
    private static int prefix(String text, int from) {
        int value = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9' || i - from > 2) {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return from == text.length() ? -1 : value;
    }

    private static byte @Nullable [] address(String text) {
        byte[] raw = text.indexOf(':') >= 0 ? six(text) : four(text);
        return raw == null ? null : mapped(raw);
    }

    private static byte[] mapped(byte[] raw) {
        if (raw.length == 4) {
            return raw;
        }
        for (int i = 0; i < 10; i++) {
            if (raw[i] != 0) {
                return raw;
            }
        }
        return raw[10] == -1 && raw[11] == -1 ? Arrays.copyOfRange(raw, 12, 16) : raw;
    }

    private static byte @Nullable [] four(String text) {
        byte[] made = new byte[4];
        int at = 0;
        for (int part = 0; part < 4; part++) {
            int from = at;
            int value = 0;
            while (at < text.length() && at - from < 3 && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                value = value * 10 + text.charAt(at++) - '0';
            }
            boolean zeroInFront = at - from > 1 && text.charAt(from) == '0';
            if (at == from || zeroInFront || value > 255) {
                return null;
            }
            made[part] = (byte) value;
            if (part < 3 && (at >= text.length() || text.charAt(at++) != '.')) {
                return null;
            }
        }
        return at == text.length() ? made : null;
    }

    private static byte @Nullable [] six(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            byte[] all = groups(text, true);
            return all != null && all.length == 16 ? all : null;
        }
        String right = text.substring(gap + 2);
        if (right.contains("::") || right.startsWith(":")) {
            return null;
        }
        byte[] left = groups(text.substring(0, gap), false);
        byte[] end = groups(right, true);
        if (left == null || end == null || left.length + end.length > 14) {
            return null;
        }
        byte[] made = Arrays.copyOf(left, 16);
        System.arraycopy(end, 0, made, 16 - end.length, end.length);
        return made;
    }

    /** @param last whether an IPv4 address may stand at the end */
    private static byte @Nullable [] groups(String text, boolean last) {
        if (text.isEmpty()) {
            return new byte[0];
        }
        String[] parts = text.split(":", -1);
        byte[] made = new byte[0];
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            byte[] bytes;
            if (last && i == parts.length - 1 && part.indexOf('.') >= 0) {
                bytes = four(part);
            } else if (part.isEmpty()
                    || part.length() > 4
                    || !part.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0)) {
                bytes = null;
            } else {
                int value = Integer.parseInt(part, 16);
                bytes = new byte[] {(byte) (value >> 8), (byte) value};
            }
            if (bytes == null || made.length > 16) {
                return null;
            }
            int size = made.length;
            made = Arrays.copyOf(made, size + bytes.length);
            System.arraycopy(bytes, 0, made, size, bytes.length);
        }
        return made;
    }

    private static String text(byte[] address) {
        StringBuilder made = new StringBuilder();
        if (address.length == 4) {
            for (byte part : address) {
                made.append(made.isEmpty() ? "" : ".").append(part & 0xFF);
            }
            return made.toString();
        }
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = (address[2 * i] & 0xFF) << 8 | address[2 * i + 1] & 0xFF;
        }
        int start = -1;
        int longest = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && groups[end] == 0) {
                end++;
            }
            if (end - i > longest) {
                start = i;
                longest = end - i;
            }
        }
        for (int i = 0; i < 8; i++) {
            if (i == start) {
                made.append("::");
                i += longest - 1;
            } else {
                made.append(made.isEmpty() || made.charAt(made.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(groups[i]));
            }
        }
        return made.toString();
    }
}
