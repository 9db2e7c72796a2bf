/**
 * JDBC URLs in parts: the wrapping drivers, hosts and ports, parameters, percent-encoding. In: the text of a URL. Out: its parts, and URLs
 * without an account. Nothing here knows a kind of database. Begin with {@link io.automigrate.url.JdbcUrl}.
 */
package io.automigrate.url;
