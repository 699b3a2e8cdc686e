package health.keyward.abac.core.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the next page of a search begins, bound to the search it belongs to, so that a changed question is noticed (AuthZEN 8.2). It opens nothing: whoever
 * makes one up sees no more than by asking.
 *
 * @param from how many candidates lie before it
 */
record PageToken(int from, int limit, byte[] search) {
    private static final int HASH = 16;

    static PageToken of(Search search, Asker asker, int from, int limit) {
        return new PageToken(from, limit, hash(search, asker));
    }

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(8 + HASH)
                        .putInt(from)
                        .putInt(limit)
                        .put(search)
                        .array());
    }

    /** @throws Malformed when it is none, or belongs to another search or limit */
    static PageToken read(Search search, Asker asker) {
        byte[] bytes = bytes(search.page().token());
        if (bytes.length != 8 + HASH) {
            throw new Malformed("page.token", "is none of ours");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        PageToken token = new PageToken(buffer.getInt(), buffer.getInt(), Arrays.copyOfRange(bytes, 8, 8 + HASH));
        int limit = search.page().limit();
        if (token.from < 0
                || token.limit < 0
                || !Arrays.equals(token.search, hash(search, asker))
                || limit >= 0 && limit != token.limit) {
            throw new Malformed("page.token", "belongs to another search; repeat everything but the token");
        }
        return token;
    }

    private static byte[] bytes(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] hash(Search search, Asker asker) {
        Inquiry like = search.like();
        String whole = String.join(
                "\n",
                asker.realm().value(),
                asker.client(),
                search.kind().name(),
                plain(like.subject().type()),
                plain(search.kind() == Search.Kind.SUBJECT ? "" : like.subject().id()),
                plain(like.subject().properties()),
                plain(like.action().name()),
                plain(like.action().properties()),
                plain(like.resource().type()),
                plain(
                        search.kind() == Search.Kind.RESOURCE
                                ? ""
                                : like.resource().id()),
                plain(like.resource().properties()),
                plain(like.context()));
        try {
            return Arrays.copyOf(
                    MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.UTF_8)), HASH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is always there", e);
        }
    }

    /** One text for one value, whatever the order of its members. */
    private static String plain(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> map -> {
                Map<String, String> sorted = new TreeMap<>();
                map.forEach((name, inner) -> sorted.put(plain(name), plain(inner)));
                yield sorted.toString();
            }
            case Collection<?> list -> list.stream().map(PageToken::plain).collect(Collectors.joining(",", "[", "]"));
            case String text -> text.length() + ":" + text;
            default -> value.toString();
        };
    }
}
