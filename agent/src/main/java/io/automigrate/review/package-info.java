/**
 * Remarks about SQL scripts that are pending: long locks, statements that do not run in a transaction. In: the text of a script
 * and the kind of database. Out: a list of {@link io.automigrate.review.Remark}. Begin with {@link
 * io.automigrate.review.ScriptReview}.
 */
package io.automigrate.review;
