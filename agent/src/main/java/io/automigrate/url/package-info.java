/**
 * Database URLs: what users write, what platforms hand out, and what JDBC takes. In: a text. Out: a {@link
 * io.automigrate.url.JdbcUrl} with its account, or the sentence that says what is wrong with the text. Begin with {@link
 * io.automigrate.url.DatabaseUrl}.
 */
package io.automigrate.url;
