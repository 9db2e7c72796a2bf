package io.automigrate.review;

/**
 * A statement of a script.
 *
 * @param line the line of its beginning, counted from 1
 * @param words the statement in upper case without comments and text between quotes, single spaces between words
 * @param text the statement as it is written, without comments, single spaces between words
 */
record SqlStatement(int line, String words, String text) {}
