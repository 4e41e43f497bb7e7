select * from students join facts.meta.batch on true --~ S005 `facts.meta.batch` is qualified
