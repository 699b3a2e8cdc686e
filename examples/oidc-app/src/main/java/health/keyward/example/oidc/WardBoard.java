package health.keyward.example.oidc;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Starts the app; it needs no Keycloak to start, only to sign somebody in. */
@SpringBootApplication
@EnableConfigurationProperties(WardBoardSettings.class)
public class WardBoard {
    public static void main(String[] args) {
        SpringApplication.run(WardBoard.class, args);
    }
}
