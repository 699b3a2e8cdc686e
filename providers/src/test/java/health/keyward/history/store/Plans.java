package health.keyward.history.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A connection that also explains every query it runs, with what really happened. */
final class Plans {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern BIG = Pattern.compile("kw_history_(event|change)_y\\d{4}m\\d{2}");

    private final List<Plan> seen = new ArrayList<>();

    /** One query and the nodes that were executed. */
    record Plan(String sql, JsonNode root) {
        /** Big partitions that were read row by row; an empty month does not count. */
        Set<String> scanned() {
            Set<String> found = new TreeSet<>();
            walk(root, node -> {
                if (node.path("Node Type").asText().equals("Seq Scan")
                        && rows(node) > 0
                        && BIG.matcher(node.path("Relation Name").asText()).matches()) {
                    found.add(node.path("Relation Name").asText());
                }
            });
            return found;
        }

        /** Months of the big tables that were touched at all. */
        Set<String> months() {
            Set<String> found = new TreeSet<>();
            walk(root, node -> {
                if (BIG.matcher(node.path("Relation Name").asText()).matches()) {
                    found.add(node.path("Relation Name").asText());
                }
            });
            return found;
        }

        /** Rows of the big tables that were looked at, those that did not match included. */
        long rows() {
            long[] rows = {0};
            walk(root, node -> {
                if (BIG.matcher(node.path("Relation Name").asText()).matches()) {
                    rows[0] += rows(node);
                }
            });
            return rows[0];
        }

        private static long rows(JsonNode node) {
            return (long) (node.path("Actual Loops").asDouble()
                    * (node.path("Actual Rows").asDouble()
                            + node.path("Rows Removed by Filter").asDouble()
                            + node.path("Rows Removed by Index Recheck").asDouble()));
        }

        private static void walk(JsonNode node, java.util.function.Consumer<JsonNode> visitor) {
            if (node.path("Actual Loops").asInt() > 0) {
                visitor.accept(node);
            }
            node.path("Plans").forEach(child -> walk(child, visitor));
        }

        @Override
        public String toString() {
            return sql + "\n" + root.toPrettyString();
        }
    }

    List<Plan> seen() {
        return seen;
    }

    Connection watch(Connection real) {
        return (Connection) Proxy.newProxyInstance(
                Plans.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                    if (method.getName().equals("prepareStatement") && args.length == 1) {
                        return statement(real, (String) args[0]);
                    }
                    return invoke(() -> method.invoke(real, args));
                });
    }

    private PreparedStatement statement(Connection real, String sql) throws Exception {
        PreparedStatement asked = real.prepareStatement(sql);
        PreparedStatement explained =
                real.prepareStatement("EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF, FORMAT JSON) " + sql);
        return (PreparedStatement) Proxy.newProxyInstance(
                Plans.class.getClassLoader(), new Class<?>[] {PreparedStatement.class}, (proxy, method, args) -> {
                    if (method.getName().equals("executeQuery")) {
                        try (var rows = explained.executeQuery()) {
                            rows.next();
                            seen.add(new Plan(
                                    sql, JSON.readTree(rows.getString(1)).get(0).path("Plan")));
                        }
                    }
                    if (method.getName().startsWith("set") || method.getName().equals("close")) {
                        invoke(() -> method.invoke(explained, args));
                    }
                    return invoke(() -> method.invoke(asked, args));
                });
    }

    private interface Call {
        Object now() throws Exception;
    }

    private static Object invoke(Call call) throws Throwable {
        try {
            return call.now();
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
