package health.keyward.example.saml;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Starts the app; it needs no Keycloak to start, only to sign somebody in. */
@SpringBootApplication
@EnableConfigurationProperties(PharmacySettings.class)
public class Pharmacy {
    public static void main(String[] args) {
        SpringApplication.run(Pharmacy.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
