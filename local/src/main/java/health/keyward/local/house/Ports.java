package health.keyward.local.house;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The port table of ADR 0001: everything is an offset from one base. */
public record Ports(int base) {
    public static final int DEFAULT_BASE = 8180;

    private static final int SECOND_NODE = 10;
    private static final int HIGHEST_OFFSET = 18;

    public Ports {
        if (base < 1024 || base > 65535 - HIGHEST_OFFSET) {
            throw new IllegalArgumentException(
                    "port base must be between 1024 and " + (65535 - HIGHEST_OFFSET) + ", not " + base);
        }
    }

    /** A port and what it is for, in words. */
    public record Use(int port, String purpose) {}

    /** @param node 1 or 2 */
    public int http(int node) {
        return ofNode(node, 0);
    }

    /** @param node 1 or 2 */
    public int https(int node) {
        return ofNode(node, 1);
    }

    /** @param node 1 or 2 */
    public int management(int node) {
        return ofNode(node, 2);
    }

    public int console() {
        return base + 3;
    }

    public int oidcApp() {
        return base + 4;
    }

    public int samlApp() {
        return base + 5;
    }

    public int postgres() {
        return base + 6;
    }

    public int mail() {
        return base + 7;
    }

    /** @param node 1 or 2; opened only when there are two nodes */
    public int cluster(int node) {
        return ofNode(node, 8);
    }

    /** Every port a house with so many nodes opens. */
    public List<Use> uses(int nodes) {
        List<Use> uses = new ArrayList<>();
        for (int node = 1; node <= nodes; node++) {
            String which = nodes == 1 ? "" : " of node " + node;
            uses.add(new Use(http(node), "Keycloak HTTP" + which));
            uses.add(new Use(https(node), "Keycloak HTTPS" + which));
            uses.add(new Use(management(node), "Keycloak management" + which));
            if (nodes > 1) {
                uses.add(new Use(cluster(node), "Keycloak cluster traffic" + which));
            }
        }
        uses.add(new Use(console(), "the console"));
        uses.add(new Use(oidcApp(), "the OIDC sample app"));
        uses.add(new Use(samlApp(), "the SAML sample app"));
        uses.add(new Use(postgres(), "PostgreSQL"));
        uses.add(new Use(mail(), "the mail sink"));
        return List.copyOf(uses);
    }

    /** The first port of the table that somebody else holds. */
    public Optional<Use> firstBusy(int nodes) {
        return uses(nodes).stream().filter(use -> isBusy(use.port())).findFirst();
    }

    private static boolean isBusy(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return false;
        } catch (IOException taken) {
            return true;
        }
    }

    private int ofNode(int node, int offset) {
        if (node != 1 && node != 2) {
            throw new IllegalArgumentException("there is node 1 and node 2, not " + node);
        }
        return base + (node - 1) * SECOND_NODE + offset;
    }
}
