package io.automigrate.datasource;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The three types of data sources that a driver may have behind one of Liberty's. */
class LibertyTest {
    private final JdbcDataSource driver = new JdbcDataSource();

    @ParameterizedTest
    @ValueSource(classes = {DataSource.class, XADataSource.class, ConnectionPoolDataSource.class})
    void each_type_opens_connections(Class<?> type) throws Exception {
        driver.setURL("jdbc:h2:mem:liberty");
        Object ofType = Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> method.invoke(driver, arguments));

        try (Connection connection = Liberty.opening(ofType).orElseThrow().open()) {
            assertThat(connection.getMetaData().getURL()).isEqualTo("jdbc:h2:mem:liberty");
        }
    }

    @Test
    void a_driver_without_a_data_source_is_not_known() {
        assertThat(Liberty.opening(null)).isEmpty();
    }
}
