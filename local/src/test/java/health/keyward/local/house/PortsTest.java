package health.keyward.local.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void the_table_is_that_of_the_decision_record() {
        Ports ports = new Ports(8180);

        assertThat(new int[] {ports.http(1), ports.https(1), ports.management(1)})
                .containsExactly(8180, 8181, 8182);
        assertThat(new int[] {ports.console(), ports.oidcApp(), ports.samlApp()})
                .containsExactly(8183, 8184, 8185);
        assertThat(new int[] {ports.postgres(), ports.mail()}).containsExactly(8186, 8187);
        assertThat(new int[] {ports.http(2), ports.https(2), ports.management(2)})
                .containsExactly(8190, 8191, 8192);
    }

    @Test
    void no_port_has_two_uses() {
        assertThat(new Ports(8180).uses(2)).extracting(Ports.Use::port).doesNotHaveDuplicates();
    }

    @Test
    void one_node_opens_no_cluster_port() {
        assertThat(new Ports(8180).uses(1)).extracting(Ports.Use::purpose).noneMatch(use -> use.contains("cluster"));
    }

    @Test
    void there_is_no_third_node() {
        assertThatThrownBy(() -> new Ports(8180).http(3)).hasMessageContaining("not 3");
    }

    @Test
    void a_port_in_use_is_found_and_named() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ports ports = new Ports(other.getLocalPort() - 6);

            assertThat(ports.firstBusy(1))
                    .hasValueSatisfying(use -> assertThat(use.port()).isLessThanOrEqualTo(other.getLocalPort()));
            assertThat(ports.uses(1)).contains(new Ports.Use(other.getLocalPort(), "PostgreSQL"));
        }
    }
}
